using BioDL.Images;

namespace BioDL.Simulation;

/// <summary>
/// Dye that fades with every exposure: of what can fade, half is left after <see cref="HalfLife"/> exposures.
/// <c>var series = new Bleaching { HalfLife = 10 }.Expose(field.Photons, exposures: 30, camera);</c>.
/// </summary>
public sealed record Bleaching
{
    /// <summary>Exposures after which half of the light is left, 0.1 to 1,000,000.</summary>
    public double HalfLife { get; init; } = 20;

    /// <summary>The share of the light that never fades, 0 to 1.</summary>
    public double Lasting { get; init; }

    /// <summary>The share of the first exposure's light that a later one gets: L + (1 − L) · 2^(−n / half-life).</summary>
    /// <param name="exposure">0 for the first exposure.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public double Remaining(int exposure)
    {
        SettingRange.Require(nameof(HalfLife), HalfLife, 0.1, 1e6, "exposures");
        SettingRange.Require(nameof(Lasting), Lasting, 0, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(exposure);
        return Lasting + (1 - Lasting) * Math.Pow(2, -exposure / HalfLife);
    }

    /// <summary>Takes one picture after the other of the same, fading light.</summary>
    /// <param name="photons">Expected photons per pixel in the first exposure.</param>
    /// <param name="exposures">How many, 1 to 10,000.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="seed">Seed of the noise; every exposure has its own.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public IReadOnlyList<Image> Expose(Image photons, int exposures, Camera camera, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(photons);
        ArgumentNullException.ThrowIfNull(camera);
        SettingRange.Require(nameof(exposures), exposures, 1, 10_000);
        return [.. Enumerable.Range(0, exposures).Select(exposure =>
            camera.Expose(Faded(photons, (float)Remaining(exposure)), RandomStream.Seed(seed, Purpose.Exposure, exposure)))];
    }

    private static Image Faded(Image photons, float share) =>
        photons.With(photons.Height, photons.Width, Array.ConvertAll(photons.Values.ToArray(), value => share * value));
}
