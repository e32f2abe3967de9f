"""Figures of the page: plain rows first, then pictures of them."""
