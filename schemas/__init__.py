"""Every message of Tocsin and the table of its topics; importable without Kafka or Faust."""
