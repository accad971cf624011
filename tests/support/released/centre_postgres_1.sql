-- An archive of the released bianmin-centre, schema 1, with what one kiosk has sent.
CREATE SCHEMA bianmin;

CREATE TABLE bianmin.archive (
  name text PRIMARY KEY,
  value text NOT NULL
);

CREATE TABLE bianmin.kiosk (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL UNIQUE,
  events bigint NOT NULL CHECK (events >= 0),
  high bigint NOT NULL CHECK (high >= 0)
);

CREATE TABLE bianmin.event_id (
  kiosk bigint NOT NULL,
  id uuid NOT NULL,
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  PRIMARY KEY (kiosk, id)
);

-- Every event, as sent. `received` of an anonymous rating is the start of its day.
CREATE SEQUENCE bianmin.event_position;
CREATE TABLE bianmin.event (
  position bigint NOT NULL DEFAULT nextval('bianmin.event_position'),
  kiosk bigint NOT NULL,
  id uuid NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  time timestamptz NOT NULL,
  sequence bigint NOT NULL CHECK (sequence >= 0),
  is_known boolean NOT NULL,
  bytes bytea NOT NULL,
  received timestamptz NOT NULL,
  PRIMARY KEY (position, received)
) PARTITION BY RANGE (received);
CREATE INDEX event_by_subject ON bianmin.event (subject) WHERE subject <> '';

-- What a person must look at: other bytes under a known id, and elements that are no events.
CREATE TABLE bianmin.parked (
  kiosk bigint NOT NULL REFERENCES bianmin.kiosk,
  reason text NOT NULL CHECK (reason IN ('conflict', 'broken')),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  id text NOT NULL,
  why text NOT NULL,
  bytes bytea NOT NULL,
  received timestamptz NOT NULL,
  PRIMARY KEY (kiosk, reason, fingerprint)
);

-- The first answer to a batch, to be given again.
CREATE SEQUENCE bianmin.answer_position;
CREATE TABLE bianmin.answer (
  kiosk bigint NOT NULL REFERENCES bianmin.kiosk,
  batch uuid NOT NULL,
  position bigint NOT NULL DEFAULT nextval('bianmin.answer_position'),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  text text NOT NULL,
  PRIMARY KEY (kiosk, batch)
);
CREATE INDEX answer_by_kiosk ON bianmin.answer (kiosk, position);

-- Where orders and complaints stand. `sequence` is that of the kiosk's event that last said so.
CREATE TABLE bianmin.record (
  number text NOT NULL,
  kiosk bigint NOT NULL REFERENCES bianmin.kiosk,
  kind text NOT NULL CHECK (kind IN ('order', 'complaint', 'suggestion')),
  service_code text NOT NULL,
  state text NOT NULL,
  sequence bigint NOT NULL,
  is_set_here boolean NOT NULL,
  PRIMARY KEY (number, kiosk)
);
CREATE INDEX record_by_sequence ON bianmin.record (kiosk, sequence);

-- How each record came to where it stands, one row for each state that was another than before.
CREATE TABLE bianmin.history (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number text NOT NULL,
  kiosk bigint NOT NULL,
  state text NOT NULL,
  at timestamptz NOT NULL,
  is_first boolean NOT NULL
);
CREATE INDEX history_by_number ON bianmin.history (number, kiosk, is_first DESC, position);

-- What the kiosks are told, frozen. Positions are given under a lock that is held to the commit, so that none becomes
-- visible after a higher one.
CREATE SEQUENCE bianmin.change_position;
CREATE TABLE bianmin.change (
  position bigint PRIMARY KEY DEFAULT nextval('bianmin.change_position'),
  kiosk bigint NOT NULL REFERENCES bianmin.kiosk,
  id uuid NOT NULL UNIQUE,
  bytes bytea NOT NULL
);
CREATE INDEX change_by_kiosk ON bianmin.change (kiosk, position);

INSERT INTO bianmin.archive (name, value) VALUES ('epoch', '01a202e0-9092-7f89-9124-46474b3ae83b'), ('version', '1');
INSERT INTO bianmin.kiosk (source, events, high) VALUES ('urn:bianmin:demo-city:jingan:k01', 7, 9);
