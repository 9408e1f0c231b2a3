/** Questions about cases by REST. */
package dev.recoup.cases.status;
