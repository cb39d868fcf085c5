"""Case scripts: real seats through a real relay, step by step."""
