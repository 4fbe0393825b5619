"""Makes the trained reader: fine-tunes a small encoder on labelled talks, quantises it, sets when it is believed."""
