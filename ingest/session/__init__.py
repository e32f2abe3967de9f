"""What one recording is: samples on a clock, and the facts that follow from them."""
