/** How lists are asked for and answered: page by page, from cursor to cursor. */
package dev.recoup.messaging.paging;
