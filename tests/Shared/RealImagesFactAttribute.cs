namespace BioDL.Tests;

/// <summary>A test that needs the real images of the mirror.</summary>
public sealed class RealImagesFactAttribute : FactAttribute
{
    public RealImagesFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("BIODL_MIRROR") is not { Length: > 0 } folder || !Directory.Exists(folder))
            Skip = "needs the real images: set BIODL_MIRROR to a folder that holds them";
    }
}
