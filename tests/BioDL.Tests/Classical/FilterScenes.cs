using BioDL.Images;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Classical;

/// <summary>What filters.npz holds.</summary>
internal static class FilterScenes
{
    public const int Height = 27, Width = 34;

    /// <summary>Bright discs on a noisy slope.</summary>
    public static Image Scene() => new(1, Height, Width, Of<float>("scene"));

    /// <summary>3 × 5 random values: smaller than most kernels.</summary>
    public static Image Narrow() => new(1, 3, 5, Of<float>("narrow"));

    public static T[] Of<T>(string name) where T : unmanaged => Fixture.Array<T>("filters.npz", name);

    public static void AssertClose(string name, Image actual, float tolerance)
    {
        var expected = Of<float>(name);
        Assert.Equal(expected.Length, actual.Values.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual.Values[i], tolerance);
    }
}
