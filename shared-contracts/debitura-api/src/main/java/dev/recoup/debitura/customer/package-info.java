/** What only the Customer API answers (guide 17). */
package dev.recoup.debitura.customer;
