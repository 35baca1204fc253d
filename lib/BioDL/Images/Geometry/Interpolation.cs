namespace BioDL.Images;

/// <summary>How values between the pixels are found.</summary>
public enum Interpolation
{
    /// <summary>The nearest pixel: no new values arise. For labels and masks.</summary>
    Nearest,

    /// <summary>A weighted mean of the nearest pixels, with weights that fall linearly with the distance (bilinear).</summary>
    Linear,

    /// <summary>
    /// The mean over the area that a new pixel covers, each old pixel weighted by the part of it that is covered: keeps the mean of the
    /// image, and so counts of photons after multiplication by the change of area. For shrinking measurements.
    /// </summary>
    Area,

    /// <summary>
    /// Cubic convolution over 4 × 4 pixels (Keys, IEEE Transactions on Acoustics, Speech, and Signal Processing 29, 1153, 1981; a = −0.5).
    /// Sharper than linear; next to steep edges, values can lie somewhat outside of the range of the image.
    /// </summary>
    Cubic,
}
