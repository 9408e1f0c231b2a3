package dev.recoup.events.actions;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What the user must do. Open: a value this release does not know reads as {@link #UNKNOWN}. */
public enum ActionKind {
    /** Give company details and users, and sign. */
    COMPLETE_ONBOARDING,
    /** Sign the new version of the agreement. */
    SIGN_AGREEMENT,
    /** Approve the link of an existing account. */
    APPROVE_LINK,
    /** Sign a power of attorney. */
    SIGN_POWER_OF_ATTORNEY,
    /** Sign a jurisdiction's price appendix. */
    SIGN_PRICING_APPENDIX,
    /** Give the identity data of a director. */
    SUBMIT_KYC,
    /** Walk through every missing signature at one URL. */
    SIGN_ALL,
    /** A value of a later release; never written. */
    @JsonEnumDefaultValue
    UNKNOWN
}
