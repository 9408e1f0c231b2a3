/** A day in the life of the running stack, played through its real interfaces and checked against the sandbox's books. */
package dev.recoup.stack.demo;
