"""Everything that candidates, and those who find them work, do here.

`sign_up`: registering and confirming · `profile`: what the person changes · `documents`: files ·
`register`: staff enter somebody they met · `contacts`: whom somebody can turn to.
"""
