/** Passwords of at least eight characters that lead every list of leaked ones; compared in lower case. */
const common = new Set(
  `12345678 123456789 1234567890 12345678910 0123456789 0987654321 987654321 87654321 11111111 111111111 1111111111 00000000 000000000
  0000000000 22222222 33333333 55555555 66666666 77777777 88888888 888888888 99999999 999999999 12121212 11223344 1122334455 12341234
  123123123 123321123 12344321 123454321 123456123 123456654321 147258369 159753456 147852369 741852963 789456123 963852741 01234567
  10203040 12345678a 123456789a 123456789q a12345678 a123456789 aa123456 aa12345678 abc12345 abc123456 abcd1234 abcd12345 abcdefgh abcdefghi
  abcdefg1 abcd123456 1234abcd 12345abc 1234qwer 123qweasd 12qwaszx 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 qazwsxedc
  qazwsx123 zaq12wsx zaq1zaq1 q1w2e3r4 q1w2e3r4t5 qwer1234 qwert123 qwert1234 qwert12345 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456
  qwertyui qwertyuiop qwertyuiop123 asdf1234 asdfasdf asdfghjk asdfghjkl asdfjkl; asd123456 zxcvbnm1 zxcvbnm123 zxcvbnm, password password1
  password12 password123 password1234 password12345 password2 password! password!1 passw0rd passw0rd1 p@ssw0rd p@ssword p@ssw0rd1 pa55word
  pa55w0rd passwort passwort1 motdepasse contrasena senha123 mypassword newpassword yourpassword nopassword changeme changeme1 changeme123
  changeit letmein1 letmein123 welcome1 welcome12 welcome123 welcome1234 iloveyou iloveyou1 iloveyou2 iloveu123 princess princess1 sunshine
  sunshine1 football football1 baseball baseball1 basketball superman superman1 batman123 spiderman starwars starwars1 pokemon123 naruto123
  dragon123 monkey123 shadow123 master123 michael1 jennifer jordan23 jessica1 charlie1 samantha victoria alexander trustno1 whatever whatever1
  computer computer1 internet internet1 internet123 security security1 administrator admin123 admin1234 admin12345 admin123456 adminadmin
  admin@123 administrator1 root1234 rootroot rootpassword toor1234 test1234 test12345 testtest testing1 testing123 test123456 guest123
  guestguest user1234 username useruser login123 default1 default123 demo1234 demodemo secret123 secret12 topsecret mysecret access14 access123
  google123 facebook linkedin minecraft clearml1 clearml123 clearmlclearml allegroai postgres postgres1 mysql123 database oracle123 server123
  minioadmin minio123 aaaaaaaa aaaaaaaaa aaaaaaaaaa a1b2c3d4 a1s2d3f4 azertyuiop azerty123 liverpool liverpool1 chelsea123 arsenal123
  manchester hello123 hello1234 helloworld letmeinnow freedom1 killer123 cheese123 summer123 summer2023 summer2024 summer2025 winter123
  winter2023 winter2024 winter2025 spring2024 spring2025 autumn2024 january1 december blink182 snoopy123 corvette mercedes midnight chocolate
  butterfly elephant creative einstein platinum diamond1 diamonds rainbow1 flower123 babygirl babygirl1 lovelove loveyou1 lovely123 godisgood
  jesuschrist blessed1 fuckyou1 fuckyou2 fuckyou123 asshole1 pussycat mustang1 harley123 hunter123 ranger123 buster123 thomas123 robert123
  matthew1 daniel123 anthony1 andrew123 joshua123 ashley123 michelle nicole123 hannah123 amanda123 qweqweqwe qweasdzxc qwe123456 1qaz@wsx
  !qaz2wsx p455w0rd zxcvbnm1234 qwaszx12 qazqazqaz xxxxxxxx zzzzzzzz`.split(/\s+/),
);

/** Whether a password is among the ones that attackers try first. */
export const isCommonPassword = (password: string): boolean => common.has(password.toLowerCase());
