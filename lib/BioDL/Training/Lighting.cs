using BioDL.Classical;
using BioDL.Images;

namespace BioDL.Training;

/// <summary>Changes of brightness, sharpness and noise of a patch.</summary>
internal static class Lighting
{
    private const double LargestBlur = 1.5;

    /// <summary>Changes a patch in place where it can.</summary>
    public static float[] Vary(float[] patch, int size, Augmentation augmentation, Random random)
    {
        if (random.NextDouble() < augmentation.Blurred)
            patch = new Image(1, size, size, patch).Gaussian(LargestBlur * random.NextDouble()).Values.ToArray();
        float gamma = (float)Chance.Factor(random, augmentation.Gamma), gain = (float)Chance.Factor(random, augmentation.Gain);
        float offset = (float)(augmentation.Offset * Chance.Normal(random)), noise = (float)(augmentation.Noise * random.NextDouble());
        for (var i = 0; i < patch.Length; i++)
        {
            // Below the low percentile a power makes no sense; such pixels are dark background anyway.
            var value = gamma == 1 || patch[i] <= 0 ? patch[i] : MathF.Pow(patch[i], gamma);
            patch[i] = gain * value + offset + (noise > 0 ? noise * (float)Chance.Normal(random) : 0);
        }
        return patch;
    }
}
