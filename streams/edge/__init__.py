"""What touches the outside: Kafka, Faust, files, the clock, the terminal; thin."""
