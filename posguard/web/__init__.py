"""The interview as one web page: the pack as a table, and the document that holds it"""
