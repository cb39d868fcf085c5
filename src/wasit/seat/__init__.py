"""What a person at a seat can do, and the ports a seat stands on."""
