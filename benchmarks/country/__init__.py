"""The country's schedule, run by the real worker on a real catalogue, with a clock that jumps.

What is simulated is time, the portals, and what a crawl of one takes and brings. Timetables, due
times, jobs, claims, workers and their death, the records of runs, articles, health, the index,
alerts and tidying are the program's own.
"""
