"""What an event is: typed, frozen records, without files and without Sphinx."""
