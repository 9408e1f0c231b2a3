/** Load over HTTP: a generator, a receiver and a floor to compare with. */
package dev.recoup.load.http;
