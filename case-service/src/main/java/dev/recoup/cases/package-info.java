/** The case service: it alone creates cases at Debitura or owns what became of them. */
package dev.recoup.cases;
