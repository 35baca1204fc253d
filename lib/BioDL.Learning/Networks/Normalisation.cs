namespace BioDL.Learning.Networks;

/// <summary>How a layer brings its values to a common scale.</summary>
public enum Normalisation
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Each channel by its mean and variance over the batch while training, and by running ones afterwards (Ioffe and Szegedy 2015).</summary>
    Batch,

    /// <summary>Each channel of each image by its own mean and variance (Ulyanov, Vedaldi and Lempitsky 2016).</summary>
    Instance,

    /// <summary>Groups of channels of each image by their own mean and variance: as good with one image per batch (Wu and He 2018).</summary>
    Group,
}
