namespace BioDL.Classical;

/// <summary>What is computed around each pixel, at every scale σ; in the order of their values.</summary>
public enum PixelFeatureKind
{
    /// <summary>The image smoothed with a Gaussian of σ: brightness of the surroundings.</summary>
    Gaussian = 0,

    /// <summary>The sum of the second derivatives after smoothing with σ: below 0 on bright blobs, above 0 on dark ones.</summary>
    LaplacianOfGaussian = 1,

    /// <summary>The length of the gradient after smoothing with σ: edges.</summary>
    GradientMagnitude = 2,

    /// <summary>The image smoothed with σ less the one smoothed with 0.66 σ.</summary>
    DifferenceOfGaussians = 3,

    /// <summary>
    /// The larger and the smaller eigenvalue of the structure tensor: gradients at σ, their products smoothed with σ / 2. Two large ones on corners
    /// and texture, one on straight edges.
    /// </summary>
    StructureTensor = 4,

    /// <summary>The larger and the smaller eigenvalue of the matrix of second derivatives at σ: ridges, valleys, blobs.</summary>
    Hessian = 5,
}
