' Tables and indexes.
TABLE Customers ON erp READ BY "sales;support" WRITE BY "sales"
    Id number key
    Name string(150)
    Price* double(10,2)
    Region Regions
    Notes string(max)
    Parent number references Customers
END TABLE
TABLE students
    FIELD id AS INTEGER KEY
    FIELD name AS STRING
END TABLE
TABLE orders
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    number VARCHAR(20) NOT NULL UNIQUE,
    customer UUID REFERENCES customers(id) ON DELETE CASCADE,
    total DECIMAL(10,2) DEFAULT 0 CHECK (total >= 0),
    UNIQUE(number, customer)
END TABLE
CREATE INDEX idx_orders_customer ON orders(customer)
CREATE INDEX idx_orders_both ON orders(customer, number)
CREATE UNIQUE INDEX idx_orders_number ON orders(number)
CREATE TABLE visits(page, visitor)
CREATE TABLE visits (page, visitor)
