/** How fast and how small the sandbox is. */
package dev.recoup.load.sandbox;
