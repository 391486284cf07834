"""A tenant's next key: everything sealed moves under it while the program is at work.

Both keys open meanwhile and the newer seals. The old one goes when nothing is sealed with it any
more, no link in a letter either. What is sealed is read as the owner of the tables: the
application itself may not read it past the access log.
"""
