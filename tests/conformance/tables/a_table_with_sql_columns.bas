TABLE orders
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  email VARCHAR(255) NOT NULL,
  total DECIMAL(10,2) DEFAULT 0,
  customer_id UUID REFERENCES customers(id) ON DELETE CASCADE,
  tags TEXT[],
  CHECK (total >= 0),
  UNIQUE(email, total)
END TABLE
CREATE INDEX idx_orders ON orders(email, total)
TALK "after"                     ' expect: after
