using BioDL.Images;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace BioDL.Simulation;

/// <summary>
/// A camera that counts photons: grey value = round(<see cref="Offset"/> + <see cref="Gain"/> × electrons), clipped to the bit depth, where
/// electrons = Poisson(<see cref="QuantumEfficiency"/> × expected photons + <see cref="DarkCharge"/>) + Normal(0, <see cref="ReadNoise"/>).
/// </summary>
/// <remarks>The standard noise model of scientific cameras; see EMVA Standard 1288, "Standard for Characterization of Image Sensors and Cameras".</remarks>
public sealed record Camera
{
    /// <summary>Electrons per photon that falls on a pixel, 0.01 to 1; 1 unless said otherwise: then photons are those detected.</summary>
    public double QuantumEfficiency { get; init; } = 1;

    /// <summary>Electrons that warmth alone frees in a pixel during one exposure (dark current × time), on average, 0 to 100,000.</summary>
    public double DarkCharge { get; init; }

    /// <summary>Standard deviation of the electronics' noise, in electrons, 0 to 1,000.</summary>
    public double ReadNoise { get; init; } = 2;

    /// <summary>Grey values per electron, 0.0001 to 1,000.</summary>
    public double Gain { get; init; } = 0.3;

    /// <summary>Grey value of a pixel that no light reaches, 0 to the largest grey value.</summary>
    public double Offset { get; init; } = 5;

    /// <summary>Bits per pixel, 8 to 16; 8 bits give grey values from 0 to 255. What is brighter saturates.</summary>
    public int BitDepth { get; init; } = 8;

    /// <summary>The largest grey value that the bit depth can hold.</summary>
    public int LargestValue => (1 << BitDepth) - 1;

    /// <summary>Takes a picture. The same light and seed give the same picture, bit for bit.</summary>
    /// <param name="photons">Expected number of photons for each pixel, 0 or more; any number of channels.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <returns>An image of whole grey values, with the size and the pixel size of the light.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, or an expected number of photons is negative or not a number.</exception>
    public Image Expose(Image photons, int seed)
    {
        ArgumentNullException.ThrowIfNull(photons);
        Check();
        var random = new Xoshiro256StarStar(seed, threadSafe: false);
        var grey = new float[photons.Values.Length];
        for (var i = 0; i < grey.Length; i++)
            grey[i] = Digitise(Electrons(photons.Values[i], random));
        return new Image(photons.Channels, photons.Height, photons.Width, grey) { PixelSize = photons.PixelSize, Provenance = photons.Provenance };
    }

    internal void Check()
    {
        SettingRange.Require(nameof(BitDepth), BitDepth, 8, 16, "bits");
        SettingRange.Require(nameof(QuantumEfficiency), QuantumEfficiency, 0.01, 1, "electrons per photon");
        SettingRange.Require(nameof(DarkCharge), DarkCharge, 0, 100_000, "electrons");
        SettingRange.Require(nameof(ReadNoise), ReadNoise, 0, 1000, "electrons");
        SettingRange.Require(nameof(Gain), Gain, 0.0001, 1000, "grey values per electron");
        SettingRange.Require(nameof(Offset), Offset, 0, LargestValue, "grey values");
    }

    private double Electrons(float expected, Xoshiro256StarStar random)
    {
        if (!(expected >= 0 && expected <= 1e8))
            throw new ArgumentException($"Found {expected} expected photons in a pixel; a camera needs a number from 0 to 100,000,000.");
        var charge = QuantumEfficiency * expected + DarkCharge;
        var counted = charge > 0 ? Poisson.Sample(random, charge) : 0;
        return counted + ReadNoise * Normal.Sample(random, 0, 1);
    }

    private float Digitise(double electrons) =>
        (float)Math.Clamp(Math.Round(Offset + Gain * electrons, MidpointRounding.AwayFromZero), 0, LargestValue);
}
