/** The load tool: measures a part from outside and verifies everything that it did. */
package dev.recoup.load;
