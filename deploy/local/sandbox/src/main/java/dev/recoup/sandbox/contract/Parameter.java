package dev.recoup.sandbox.contract;

/**
 * A declared parameter of an operation.
 *
 * @param name as on the wire
 * @param place where it travels
 * @param presence whether a call without it is a breach
 * @param schema what its value must look like
 */
record Parameter(String name, Place place, Presence presence, Schema schema) {

    enum Place {
        PATH,
        QUERY,
        HEADER
    }

    enum Presence {
        REQUIRED,
        OPTIONAL
    }
}
