"""English."""

from generator.intake.languages.row import Row

ENGLISH = Row(
    code="en",
    speech="check against delivery|please check against delivery|as prepared for delivery|remarks as prepared|"
    "remarks as prepared for delivery|speech as prepared for delivery",
    embargo="embargo|embargoed|embargo notice|embargo time|embargo date|embargo lifts|embargo lifted|"
    "embargo expires|"
    "media embargo|press embargo|news embargo|strict embargo|strictly embargoed|embargo until|embargoed until|"
    "embargoed till|embargoed to|embargoed for release|embargoed for publication|embargoed copy|embargoed story|"
    "embargoed material|embargoed press release|embargoed news release|embargoed against release",
    forbidden="under embargo|story embargoed|this is under embargo|story under embargo|copy embargoed|"
    "under strict embargo|under nda|under non-disclosure|information is embargoed|"
    "please observe embargo|please observe the embargo|please respect embargo|please respect the embargo|"
    "observe embargo|subject to embargo|strictly embargoed until|embargoed until|embargoed till|embargoed for|"
    "not for publication|not for release|not for use|not for broadcast|not for distribution|not for print|"
    "not for online use|not for immediate release|not to be published|not to be released|not to be used|"
    "not to be broadcast|must not be published|may not be published|must not be released|may not be released|"
    "strictly not for publication|strictly not for release|strictly not for use|"
    "do not publish|do not use|do not print|do not post|do not run|do not release|do not broadcast|do not air|"
    "do not distribute|do not tweet|do not put online|don't publish|don't run|don't post|don't use|don't print|"
    "please do not publish|please do not use|please do not release|please do not run|please don't publish|"
    "please don't run|please don't post|no use before|no release before|no publication before|no use until|"
    "no publication until|no release until|withhold from publication|withhold until|publish no earlier than|"
    "not yet for publication|not yet for release|not yet for use|not yet to be published|not yet to be released|"
    "not ready to publish|not ready to run|do not move|do not share|do not circulate|do not send out|do not upload|"
    "do not syndicate|do not schedule|no web before|no online use|"
    "not for web|not for the web|not for online|no web use|web embargo|"
    "kill this story|kill this|story killed|mandatory kill|kill notice|kill kill|kill kill kill|bulletin kill|"
    "a kill is mandatory|kill is mandatory|"
    "hold this story|hold this one|"
    "please hold this|"
    "do not publish name|do not publish names|do not publish the name|do not use name|do not use the name|"
    "newsroom use only|for newsroom use only|desk use only|"
    "do not put it up|don't put it up|do not put it online|don't put it online|release: upon|"
    "do not pub|don't pub|not for pub|nfp|dnp|hfr|do not go live|don't go live|please do not go live|"
    "please don't go live|not to go live|not to go online|not to go up|do not put this up|don't put this up|"
    "don't put online|not online until|not online before|not live until|not live before|"
    "not for onward distribution|not for circulation|not for sharing|for release on delivery|"
    "for release upon delivery|for release upon|to be released upon|to be released on delivery|"
    "release on delivery|release upon|publish only after|publish only once|publish only when|"
    "publish only if|release only after|release only once|release only when|post only after|post only once|"
    "run only after|run only if|use only if|use only after|to be used only if|to be used only after|"
    "to be used only in the event|for use only after|for use only if|for use in event of|"
    "for use in the event of|for use in case of|wait for my go|wait for my ok|wait for my okay|"
    "wait for my call|"
    "confidential until|strictly private until|private until|don't run w/o|don't run without|"
    "do not run without|do not publish without|don't publish without|not ok to run|not ok to publish|"
    "not okay to run|not okay to publish|reporting restrictions|d-notice|dsma notice|release when|"
    "release: when|embargo lifts when|embargo lifts once|hold pending|park this|park this story|parked|"
    "on ice|story on ice|story parked|check then publish|pls check then publish|check before publishing|"
    "check before you publish",
    hold="hold|wait for|wait until|pls hold|legal hold|web hold|online hold|print hold|withhold|hold it|"
    "hold this until|hold this for|hold this till|hold for release|hold for publication|hold until|hold till|"
    "hold for|please hold|please hold for|"
    "please hold until|please hold for release|on hold|hfr|hold story|hold copy|holding for|held for|"
    "please hold it|hold it until|hold it for|pls hold it|hold off|please hold off|hold off on|"
    "hold off until|keep until|keep for|keep it until|please keep until|please keep it until|save for|"
    "save it for|sit on this|sit on it|please sit on this",
    draft="draft|draft one|draft two|rough|rough cut|first draft|second draft|third draft|final draft|"
    "rough draft|early draft|working draft|draft copy|"
    "draft only|draft version|draft story|1st draft|2nd draft|3rd draft|draft for comment|draft for review|"
    "wip|placeholder|placeholder story|placeholder text|placeholder copy|dummy copy|dummy text|test story|"
    "test page|testing only|prewritten obit|prewritten obituary|pre-written obit|pre-written obituary|"
    "advance obit|advance obituary|canned obit|obit prep|obituary prep|prepared obituary|obit on file|"
    "pre-release copy|pre-release|prerelease copy|galley proof|galley proofs|page proof|"
    "pre-publication draft|pre-publication copy",
    release="release|not before|publish|run|print|use|available for release|available|online|post|go live|"
    "goes live|schedule for|scheduled for|for release|for release on|for release at|for release after|"
    "for release not before|"
    "release date|release time|release on|release after|release at|date of release|embargo release|"
    "publication date|publish date|publish on|publish after|publish at|date of publication|"
    "to be published|to be published on|to be released|to be released on|to be used|"
    "for publication|for publication on|for publication after|for use|for use on|for use in|for use after|"
    "for use from|for use not before|advance|advance for|advance for use|eds: for use|eds: advance for|"
    "editors: for use|"
    "to run|to run on|run date|run on|pub date|slated for|slated to run|moved in advance|moved in advance for|"
    "moved in advance for use|sent in advance for|date to publish|date to run|for print|for broadcast|"
    "not until|for immediate use on|available for use|"
    "go-live|golive|scheduled|go live date|live date|"
    "ok to run after|ok to publish after|okay to run after|moves|moves at|lifts|lifts at|to be delivered|"
    "to be delivered at|delivery",
    uncleared="not yet lawyered|needs lawyer read|lawyer read|lawyers to read|needs legal read|needs a read|"
    "tk|tktk|tk tk|wait for ok|awaiting ok|print only|web only|do not file|not filed|"
    "embargo to be confirmed|embargo tbc|not lawyered|needs lawyering|lawyer to read|not legalled|"
    "not yet legalled|"
    "needs legal|"
    "pending legal|pending legal review|legal to check|with the lawyers|awaiting legal|not edited|not yet edited|"
    "unedited|needs edit|needs editing|to be edited|not yet approved|not approved|awaiting approval|"
    "pending approval|"
    "needs approval|not cleared|not yet cleared|not checked|not yet checked|not fact-checked|needs fact-check|"
    "needs fact check|unverified - do not use|not ready|not ready for publication|work in progress|not final|"
    "internal use only|for internal use only|for internal use|internal only|confidential|strictly confidential|"
    "private and confidential|private & confidential|strictly private|strictly private and confidential|"
    "strictly private & confidential|off the record|for your eyes only|background only|not for attribution|spiked|"
    "family not notified|family not yet notified|next of kin not notified|next of kin not yet notified|"
    "relatives not yet notified|pending notification of family|pending notification of next of kin|"
    "unfinished|kill|incomplete draft|do not edit|copy not final|awaiting comment|"
    "unlawyered|unlegalled|not lawyered yet|not legalled yet|waiting on legal|waiting for legal|"
    "waiting on lawyers|waiting on the lawyers|waiting on lawyer|with legal|with lawyers|tk tk tk|htk|"
    "htk to come|hed tk|headline tk|lede tk|spike|killed|to be lawyered|to be legalled|to be checked|"
    "to be subbed|not subbed|not yet subbed|unsubbed|"
    "pending lawyer|pending lawyers|pending: lawyer|pending: legal|pending: lawyers|"
    "ready for legal|legal has not signed off|legal hasn't signed off|lawyers have not signed off|"
    "not signed off|under review by counsel|under legal review|with counsel|needs art before it can run|"
    "needs art|awaiting art",
    until="until|till|til|to|for|for release|for publication|for use|before|on|at|from|by|lifts|lifts at|expires|"
    "ends|release|after|against release|against release until|against release before",
    none="none|no|off|lifted|n/a|not embargoed|no embargo|-",
    private="not intended for publication|not meant for publication|for the desk only|for editors only|"
    "for internal information only|not part of the story|not for publication below|information for editors only|"
    "editorial contacts|editorial contact|editor contacts|internal notes|notes to desk|notes to the desk|"
    "note to desk|note to the desk|desk notes|desk note|note to copy desk|note to the copy desk|"
    "note to copydesk|note to subs|copy desk note|private notes",
    verification="for verification|for verification only|verification only|for confirmation only|for the editor only",
    sender="from",
    sent="sent|date|sent at|sent on|received",
    to="to|cc|bcc|reply-to|reply to|importance|attachments|attachment|priority|sensitivity",
    subject="subject|re|regarding",
    reply="re|fw|fwd|forwarded|ext|external",
    forwarded="forwarded message|begin forwarded message|original message|original appointment|forwarded by|"
    "forwarded mail|start of forwarded message",
    wrote="wrote|writes",
    greeting="to the editor|dear|hi|hello|hey|good morning|good afternoon|good evening|greetings|"
    "to whom it may concern|hiya|"
    "morning|evening",
    farewell="regards|kind regards|best regards|warm regards|warmest regards|with kind regards|"
    "with best regards|best|"
    "best wishes|all the best|many thanks|thanks|thank you|thanks again|thanks in advance|thx|cheers|sincerely|"
    "sincerely yours|yours sincerely|yours faithfully|yours truly|yours|respectfully|cordially|kindest regards",
    device="sent from my|sent from|get outlook for|sent with|sent via|sent using|download the app|"
    "attachments area|virus-free",
    notice="confidentiality notice|confidential:|disclaimer|this e-mail and any|this email and any|"
    "this e-mail is confidential|this email is confidential|this message and any|this message is intended|"
    "this message is confidential|the information contained in this|the information in this e-mail|"
    "the information in this email|the contents of this e-mail|the contents of this email|"
    "privileged and confidential|"
    "this e-mail may contain|this email may contain|this message may contain|this communication|"
    "if you are not the intended recipient|if you have received this|please consider the environment|"
    "please think before you print|caution: external|caution: this email|external email:|this email originated|"
    "this message was sent from outside|[external]|you received this message because|to unsubscribe|unsubscribe|"
    "you are receiving this|you're receiving this|you are subscribed to|you are receiving this e-mail because|"
    "you are receiving this email because|you received this email because|"
    "you're receiving this email because|our mailing address is|want to change how you receive these emails|"
    "this email was sent to|manage your email preferences|if you no longer wish to receive",
    reach="call me|text me|ring me|phone me|reach me|my cell|my mobile|my number|my phone|i'm on my cell",
    letter="please find|find attached|find below|attached is|attached please|i am attaching|i'm attaching|"
    "i have attached|"
    "i've attached|see attached|see below|let me know|hope you are well|hope you're well|hope this finds you|"
    "hope this helps|could you please|could you run|can you run|can you please|would you please|"
    "i would be grateful|"
    "i'd be grateful|we would be grateful|for your consideration|for your information|feel free to|"
    "do not hesitate to|don't hesitate to|happy to answer|happy to help|here is the story|here's the story|"
    "here is the piece|here's the piece|here is my|here's my|here is our|here's our|as discussed|as promised|"
    "thanks for|thank you for|thanks in advance|looking forward to|look forward to hearing|call me|my number is|"
    "my cell is|reach me|i am writing to|i'm writing to|please call me|please use|please run|please publish|"
    "please edit|please print|many thanks|cheers,|fyi|"
    "here's the … story|here is the … story|here's my … story|here is my … story|here's a … story|"
    "here is a … story|photos to follow|pics to follow|words attached|here's the copy|here is the copy|"
    "here's the draft|here is the draft",
    press="for release immediately|for release: immediately|for release: immediate|release: immediate|"
    "company announcement|stock exchange release|press release|news release|media release|"
    "for immediate release|press statement|media statement|"
    "press notice|news from|press information|media advisory|press advisory|news advisory|media alert|"
    "for immediate use|immediate release|immediate|press communique|official statement|public statement",
    contact="contact|contacts|contact information|media contact|media contacts|press contact|press contacts|"
    "media contact information|news contact|media inquiries|media enquiries|press inquiries|press enquiries|"
    "for media inquiries|for media enquiries|for press inquiries|for press enquiries|for more information|"
    "for further information|for more details|for further details|for additional information|further information|"
    "more information|for information|for interviews|to arrange interviews|for interview requests|"
    "for images|for high-resolution images|press office|media relations|investor contact|investor relations|"
    "investors|media|for questions|point of contact",
    about="about",
    ends="ends|end|end of release|end of press release|end of statement",
    notes="safe harbor statement|safe harbor|forward-looking statements|forward looking statements|"
    "cautionary statement|cautionary note regarding forward-looking statements|legal disclaimer|notes to editors|"
    "note to editors|notes for editors|notes to editor|note to editor|editors' notes|"
    "editor notes|editorial notes|notes for journalists|information for editors|information for journalists|"
    "background notes|notes to newsdesks|notes to media",
    event="time|when|where|location|place|venue|cost|price|admission|tickets|rsvp|doors|entry|what|who|fee|"
    "register|"
    "registration|address",
    history="from our files|from the files|bygone days|on this day|this day in history|today in history|"
    "on this date|this week in history|looking back|"
    "years ago|from the archives|from our archives|years ago today|yesteryear|in history|flashback|way back when",
)
