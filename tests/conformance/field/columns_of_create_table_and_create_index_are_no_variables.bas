' only check
CREATE TABLE "visits" (page, visitor)
CREATE TABLE points (id INTEGER PRIMARY KEY, name TEXT NOT NULL)
CREATE INDEX by_page ON visits(page DESC, visitor)
CREATE UNIQUE INDEX "by_name" ON "points" (name)
