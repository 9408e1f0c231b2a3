/** Cases at Debitura: events only mark them, refreshes read them. */
package dev.recoup.cases.tracking;
