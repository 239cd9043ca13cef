"""A network as one page that opens in any browser."""
