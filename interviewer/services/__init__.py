"""What both front ends drive: the interview session, bulk grading, banks, sessions."""
