"""Watch files into the archive, and the archive derived anew."""
