"""The fakes that users' tests need too: FrozenClock, MemoryVault, LossyLink."""
