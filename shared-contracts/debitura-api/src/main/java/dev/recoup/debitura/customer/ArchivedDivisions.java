package dev.recoup.debitura.customer;

/** Whether a list of divisions has those that are out of use. */
public enum ArchivedDivisions {
    /** Divisions in use only. */
    LEFT_OUT,
    /** All divisions. */
    INCLUDED
}
