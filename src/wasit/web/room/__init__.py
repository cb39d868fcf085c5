"""What a room's people see and do in a browser. Nothing here reads anything but the room's log."""
