"""A real Apache Kafka for the tests: jars through Maven, brokers on loopback, and ways to break them."""
