"""What knowledge is made of: passages from documents, words for search, who may read what, citations. Pure."""
