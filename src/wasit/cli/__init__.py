"""The command line: one small module per command, all of them thin faces over seat calls."""
