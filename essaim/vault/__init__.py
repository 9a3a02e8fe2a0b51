"""The vault of an organization (« coffre »): its papers with their validity, who reads them, what they are given for.

An organization belongs to no club, and neither do its papers. Whoever else wants to read one needs a consent for a
purpose (`purposes`: an app above says what it is), and each of these readings is journaled. Dates are days.
"""
