/** What holds for the code of every service, checked on its class files. */
package dev.recoup.testing.architecture;
