"""The envelope the relay sees, and its encoding. No plaintext type lives here."""
