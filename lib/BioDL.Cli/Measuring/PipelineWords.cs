namespace BioDL.Cli.Measuring;

/// <summary>How brightness is bent before the threshold: dim objects come nearer to bright ones.</summary>
internal enum BrightnessScale
{
    Linear,
    SquareRoot,
    Logarithm,
}

/// <summary>What is taken away as background.</summary>
internal enum BackgroundMethod
{
    None,
    RollingBall,
    TopHat,
    Gaussian,
}

/// <summary>Where foreground begins; the last two follow the surroundings.</summary>
internal enum ThresholdRule
{
    Otsu,
    Li,
    Triangle,
    Isodata,
    Yen,
    Sauvola,
    LocalGaussian,
}

/// <summary>How touching objects are told apart.</summary>
internal enum SplitMethod
{
    /// <summary>Not at all: what hangs together is one object.</summary>
    None,

    /// <summary>Peaks of the smoothed distance map, a minimum distance apart.</summary>
    Distance,

    /// <summary>Tops of the smoothed distance map that stand out by a height.</summary>
    Height,

    /// <summary>Peaks of the smoothed image, a minimum distance apart; the image itself is flooded.</summary>
    Brightness,
}
