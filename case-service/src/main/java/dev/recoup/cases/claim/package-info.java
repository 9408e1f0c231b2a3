/** The claim: what it is, its states as a table, its snapshots and its required actions. */
package dev.recoup.cases.claim;
