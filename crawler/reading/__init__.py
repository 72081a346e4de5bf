"""What a visitor reads on a page: the roles of its lines, dates, authors, the article in them."""
