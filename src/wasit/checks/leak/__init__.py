"""The leak guard: whether a draft gives one room what another did not release."""
