"""The whole way from an operation to a plan, as the command line and the server run it."""
