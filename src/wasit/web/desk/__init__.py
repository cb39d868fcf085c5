"""What the desk sees and does in a browser: rooms side by side, words carried, people, journal."""
