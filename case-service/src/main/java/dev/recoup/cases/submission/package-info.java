/** Submissions: one in flight per client, never twice, whatever answer got lost. */
package dev.recoup.cases.submission;
